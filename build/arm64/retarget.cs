#:package Mono.Cecil
#:property PublishAot=false

// Makes of an x64 System.Private.CoreLib.dll one whose intrinsics are ARM64's. It differs from the real one in what the compiler is told about them:
// on x64 the classes of ARM throw, and those of x64 ask the compiler; on ARM64 the other way round.
using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

const string Intrinsics = "System.Runtime.Intrinsics.", Arm = Intrinsics + "Arm";

using AssemblyDefinition library = AssemblyDefinition.ReadAssembly(args[0]);
ModuleDefinition module = library.MainModule;
MethodDefinition intrinsic = module.GetType("System.Runtime.CompilerServices.IntrinsicAttribute").Methods.Single(method => method.IsConstructor);

foreach (TypeDefinition type in module.Types.SelectMany(type => type.NestedTypes.Prepend(type)))
{
    string space = (type.DeclaringType ?? type).Namespace;
    if (space == Arm && type.CustomAttributes.All(attribute => attribute.AttributeType.Name != "IntrinsicAttribute"))
    {
        type.CustomAttributes.Add(new CustomAttribute(intrinsic));
    }

    // The compiler answers what it knows; a body that asks itself is how the library says so. Any other body is believed.
    if (space.StartsWith(Intrinsics, StringComparison.Ordinal) && type.Methods.SingleOrDefault(method => method.Name == "get_IsSupported") is { } method)
    {
        method.Body.Instructions.Clear();
        method.Body.Instructions.Add(space == Arm ? Instruction.Create(OpCodes.Call, method) : Instruction.Create(OpCodes.Ldc_I4_0));
        method.Body.Instructions.Add(Instruction.Create(OpCodes.Ret));
    }
}

// What the library says of itself to the trimmer: that ARM has no intrinsics.
EmbeddedResource resource = module.Resources.OfType<EmbeddedResource>().Single(resource => resource.Name == "ILLink.Substitutions.xml");
XDocument substitutions = XDocument.Load(resource.GetResourceStream());
substitutions.Descendants("type").Where(type => ((string?)type.Attribute("fullname"))?.StartsWith(Arm + ".", StringComparison.Ordinal) is true).Remove();
using MemoryStream text = new();
substitutions.Save(text);
module.Resources.Remove(resource);
module.Resources.Add(new EmbeddedResource(resource.Name, resource.Attributes, text.ToArray()));

library.Write(args[1]);
