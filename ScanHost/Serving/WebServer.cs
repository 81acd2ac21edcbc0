namespace ScanHost.Serving;

/// <summary>The web server and what every request passes.</summary>
internal static class WebServer
{
    /// <summary>Largest request body where an endpoint does not say otherwise.</summary>
    private const long MaxBodyBytes = 1L << 20;

    extension(WebApplicationBuilder builder)
    {
        /// <summary>Registers the web server. No address is bound before everything else has started.</summary>
        /// <exception cref="Settings.StartRefusedException">An address is wrong, or open to others without being allowed.</exception>
        public void AddWebServer()
        {
            var addresses = ListenAddresses.Read(builder.Configuration);
            var security = builder.Configuration.GetSection(SecurityOptions.Section).Get<SecurityOptions>() ?? new();
            ListenAddresses.Check(addresses, security);

            builder.WebHost.UseKestrel((context, kestrel) =>
            {
                kestrel.Configure(context.Configuration.GetSection("Kestrel"));
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            });
            builder.Services.AddRouting();
            builder.Services.AddSingleton(new HostNames(security.AllowedHosts, acceptAll: !addresses.All(ListenAddresses.IsLocal)));
            builder.Services.AddSingleton<ShutdownNotice>();
        }
    }

    extension(WebApplication app)
    {
        /// <summary>What every request passes, in this order.</summary>
        public void UseWebServer()
        {
            app.UseMiddleware<SecurityHeaders>();
            app.UseMiddleware<Api.Problems.RetryAfter>();
            app.UseExceptionHandler();
            app.UseStatusCodePages(Api.Problems.StatusPages.WriteAsync);
            app.UseMiddleware<HostNameGuard>();
            app.UseMiddleware<CrossSiteGuard>();
            app.UseMiddleware<HeadRequests>();
            app.UseRouting();
        }
    }
}
