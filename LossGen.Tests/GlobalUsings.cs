global using LossGen.Tests.Infrastructure;
global using Xunit;
