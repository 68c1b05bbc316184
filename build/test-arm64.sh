#!/usr/bin/env bash
# Runs golden kernels on ARM64 without the hardware, and compares their hashes with LossGen.Tests/Kernels/golden-bits.json. On x64 Linux.
#
# .NET's runtime for ARM64 is not needed. The compiler of NativeAOT that comes for x64 compiles for ARM64, too; what it compiles of a kernel
# stands on its own, and a C program calls it (build/arm64) under qemu. Installs qemu and the cross compiler where they are missing.
#
# The exit status is 0 where all hashes agree, 1 where one differs, and not 0 where a kernel crashes.
# It is 0 with a message, too, where qemu or the compilers cannot be had.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

without() {
    echo "The kernels were not run on ARM64: $*"
    exit 0
}

installed() {
    command -v qemu-aarch64-static && command -v aarch64-linux-gnu-gcc && [ -e /usr/aarch64-linux-gnu/lib/libc.a ]
} > /dev/null

install() {
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
    "${as_root[@]}" apt-get -qq update &&
        "${as_root[@]}" apt-get -qq install -y --no-install-recommends qemu-user-static gcc-aarch64-linux-gnu libc6-dev-arm64-cross
} > /dev/null

[ "$(uname -sm)" = "Linux x86_64" ] || without "this machine is no x64 Linux."
installed || install || true
installed || without "qemu-aarch64-static or aarch64-linux-gnu-gcc cannot be had."

project=build/arm64/Kernels.csproj
out=build/arm64/obj
restored="$(dotnet restore "$project" 2>&1)" || {
    echo "$restored"
    grep -q 'NU110[1-3].*ILCompiler' <<< "$restored" && without "the compiler's package cannot be had."
    exit 1
}
dotnet build "$project" -c Release --no-restore -t:CompileForArm64 -v quiet -nologo -clp:NoSummary
aarch64-linux-gnu-gcc -std=c11 -O2 -Wall -Werror -ffp-contract=off -static build/arm64/main.c "$out/kernels.o" \
    -Wl,--unresolved-symbols=ignore-all -Wl,--gc-sections -o "$out/golden-arm64"

# The inputs come from the test that holds this machine's results for them against the hashes.
dotnet build LossGen.Tests -c Release -v quiet -nologo -clp:NoSummary
LOSSGEN_KEEP_INPUTS="$PWD/$out/inputs.bin" \
    dotnet LossGen.Tests/bin/Release/net10.0/LossGen.Tests.dll -class LossGen.Tests.Kernels.GoldenFileTests -noLogo -noColor > "$out/inputs.log" || {
    cat "$out/inputs.log"
    exit 1
}
timeout --foreground -k 5 300 qemu-aarch64-static "$out/golden-arm64" < "$out/inputs.bin"
