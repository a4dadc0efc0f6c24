System.Console.WriteLine("Intake");
