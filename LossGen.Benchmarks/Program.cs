Console.WriteLine("LossGen");
