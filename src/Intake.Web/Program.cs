using Intake.Web.Commands;

return await CommandTable.RunAsync(args, Terminal.OfThisProcess());
