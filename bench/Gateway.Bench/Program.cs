return await Gateway.Bench.BenchProgram.RunAsync(args);
