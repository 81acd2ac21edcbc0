using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Android packages with the rights and calls of banking thieves and of those who read short messages. They hold no instructions.</summary>
public sealed class AndroidThieves : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("FlashPlayer_update.apk", EighthAndroid.Apk("""
            com.kqzx.flashupd
            uses-permission android.permission.RECEIVE_SMS
            uses-permission android.permission.READ_SMS
            uses-permission android.permission.SEND_SMS
            uses-permission android.permission.READ_CONTACTS
            uses-permission android.permission.CALL_PHONE
            uses-permission android.permission.SYSTEM_ALERT_WINDOW
            uses-permission android.permission.REQUEST_IGNORE_BATTERY_OPTIMIZATIONS
            uses-permission android.permission.REQUEST_INSTALL_PACKAGES
            uses-permission android.permission.INTERNET
            uses-permission android.permission.RECEIVE_BOOT_COMPLETED
            activity .MainActivity action=android.intent.action.MAIN category=android.intent.category.LAUNCHER
            service .AccService permission=android.permission.BIND_ACCESSIBILITY_SERVICE action=android.accessibilityservice.AccessibilityService
            receiver .Sms permission=android.permission.BROADCAST_SMS action=android.provider.Telephony.SMS_RECEIVED
            receiver .Admin permission=android.permission.BIND_DEVICE_ADMIN action=android.app.action.DEVICE_ADMIN_ENABLED
            """, EighthAndroid.Dex(["Landroid/telephony/SmsManager;->sendTextMessage", "Landroid/telephony/SmsMessage;->createFromPdu", "Landroid/accessibilityservice/AccessibilityService;->performGlobalAction", "Landroid/view/accessibility/AccessibilityNodeInfo;->performAction", "Landroid/app/admin/DevicePolicyManager;->lockNow", "Landroid/content/pm/PackageManager;->setComponentEnabledSetting", "Landroid/webkit/WebView;->addJavascriptInterface", "Landroid/view/WindowManager;->addView"],
            "http://192.0.2.150/gate.php", "inj_list", "startInject", "grabbing_lockpattern", "com.example.bank.mobile", "keylogger", "Enable access for Flash Player", "sms_intercept", "getContacts", "com.android.settings", "ussd"), "CN=Android Debug, O=Android, C=US"));
        yield return ("PostTracking.apk", EighthAndroid.Apk("""
            net.parcel.track.info
            uses-permission android.permission.RECEIVE_SMS
            uses-permission android.permission.READ_SMS
            uses-permission android.permission.READ_PHONE_STATE
            uses-permission android.permission.INTERNET
            uses-permission android.permission.FOREGROUND_SERVICE
            activity .Web action=android.intent.action.MAIN category=android.intent.category.LAUNCHER
            receiver .ReceiveSms action=android.provider.Telephony.SMS_RECEIVED
            receiver .Boot action=android.intent.action.BOOT_COMPLETED
            """, EighthAndroid.Dex(["Landroid/telephony/SmsMessage;->getMessageBody", "Landroid/telephony/SmsMessage;->getOriginatingAddress", "Landroid/telephony/TelephonyManager;->getDeviceId", "Landroid/content/BroadcastReceiver;->abortBroadcast", "Landroid/webkit/WebView;->loadUrl", "Landroid/content/pm/PackageManager;->setComponentEnabledSetting"],
            "https://api.telegram.org/bot0000000000:EXAMPLE-not-a-token/sendMessage?parse_mode=markdown&chat_id=0000000&text=", "New SMS Received\nSender : ", "\nMessage : ", "https://parcel-fee.example/pay.html", "android.provider.Telephony.SMS_RECEIVED", "pdus"), "CN=xx"));
        yield return ("Chrome.apk", EighthAndroid.Apk("""
            wlk.pxtr.oqmv
            uses-permission android.permission.REQUEST_INSTALL_PACKAGES
            uses-permission android.permission.QUERY_ALL_PACKAGES
            uses-permission android.permission.INTERNET
            uses-permission android.permission.WAKE_LOCK
            activity wlk.pxtr.a action=android.intent.action.MAIN category=android.intent.category.LAUNCHER
            service wlk.pxtr.z permission=android.permission.BIND_ACCESSIBILITY_SERVICE action=android.accessibilityservice.AccessibilityService
            service wlk.pxtr.n permission=android.permission.BIND_NOTIFICATION_LISTENER_SERVICE action=android.service.notification.NotificationListenerService
            """, EighthAndroid.Dex(["Ldalvik/system/DexClassLoader;-><init>", "Ldalvik/system/InMemoryDexClassLoader;-><init>", "Ljava/lang/reflect/Method;->invoke", "Ljava/lang/Class;->forName", "Landroid/content/res/AssetManager;->open", "Ljavax/crypto/Cipher;->doFinal", "Landroid/content/pm/PackageInstaller;->createSession"], "kTtq.json", "RC4", "attachBaseContext", "qwPxZ", "mLaunchedFromUid"), "CN=wlk", ("assets/kTtq.json", Noise(80000, 81)), ("res/raw/b.bin", Noise(2000, 82))));
        yield return ("LoanHelper.apk", EighthAndroid.Apk("""
            com.quick.cash.helper
            uses-permission android.permission.READ_SMS
            uses-permission android.permission.READ_CONTACTS
            uses-permission android.permission.READ_CALL_LOG
            uses-permission android.permission.READ_MEDIA_IMAGES
            uses-permission android.permission.ACCESS_FINE_LOCATION
            uses-permission android.permission.RECORD_AUDIO
            uses-permission android.permission.CAMERA
            uses-permission android.permission.INTERNET
            uses-permission android.permission.RECEIVE_BOOT_COMPLETED
            activity .Main action=android.intent.action.MAIN
            service .RecordService permission=android.permission.BIND_JOB_SERVICE
            receiver .Calls action=android.intent.action.PHONE_STATE
            receiver .Code action=android.provider.Telephony.SECRET_CODE
            """, EighthAndroid.Dex(["Landroid/content/ContentResolver;->query", "Landroid/media/MediaRecorder;->setAudioSource", "Landroid/location/LocationManager;->getLastKnownLocation", "Landroid/content/pm/PackageManager;->setComponentEnabledSetting", "Landroid/telephony/SmsManager;->sendMultipartTextMessage", "Ljava/net/Socket;-><init>", "Ljava/lang/Runtime;->exec"],
            "content://sms/inbox", "content://call_log/calls", "content://com.android.contacts/data", Convert.ToBase64String(Utf8("http://cash-helper.example:4444/upload")), "isAdmin", "su -c", "takePicture", "recordMic", "hideIcon", "/system/xbin/su"), "CN=Quick Cash"));
    }
}
