return await Shop.Orchestration.ShopProgram.RunAsync(args);
