Console.WriteLine("ScanHost");
