using Intake.Web.Tests.Browser;

[assembly: AssemblyFixture(typeof(BrowserFixture))]
