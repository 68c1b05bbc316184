using System.IO.Compression;
using System.Xml.Linq;

namespace LossGen.Tests.Package;

/// <summary>The package of this repository, packed once for all tests of it into a temporary folder, where its consumers live as well.</summary>
[CollectionDefinition]
public sealed class PackedPackage : IAsyncLifetime, ICollectionFixture<PackedPackage>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lossgen-package-");

    /// <summary>The folder of the package: a package source.</summary>
    public string Feed => Folder("feed");

    public string Version { get; private set; } = "";

    /// <summary>The files in the package but for the packaging's own, in order.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>What the package depends on, for each framework.</summary>
    public IReadOnlyList<string> Dependencies { get; private set; } = [];

    /// <summary>A folder of a name, outside the repository.</summary>
    public string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    public async ValueTask InitializeAsync()
    {
        // Apart from the outputs that these tests run from.
        await DotNet.Run(Repository.Root, "pack", "LossGen.sln", "-c", "Release", "-o", Feed, "--artifacts-path", Folder("artifacts"));

        string package = Assert.Single(Directory.GetFiles(Feed));
        Assert.StartsWith("LossGen.", Path.GetFileName(package), StringComparison.Ordinal);
        Version = Path.GetFileNameWithoutExtension(package)["LossGen.".Length..];

        using ZipArchive archive = ZipFile.OpenRead(package);
        Files =
        [
            .. archive.Entries.Select(entry => entry.FullName)
                .Where(name => !(name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal)
                    || name is "[Content_Types].xml" or "LossGen.nuspec"))
                .Order(StringComparer.Ordinal),
        ];

        await using Stream specification = await archive.Entries.Single(entry => entry.FullName == "LossGen.nuspec").OpenAsync();
        Dependencies =
        [
            .. XDocument.Load(specification).Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(dependency => $"{(string?)dependency.Parent!.Attribute("targetFramework")}: {(string?)dependency.Attribute("id")}"),
        ];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
