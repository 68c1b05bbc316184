// Runs the kernels of Exports.cs over the inputs of LossGen.Tests/Kernels/GoldenFile.cs and compares hashes: GoldenBits.Hash in C. Both sides are little-endian.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef double Kernel(void *p, void *t, void *w, void *l, void *g, void *h, int32_t items, int32_t predictions, double normalizer, double scale);

#define KERNELS(X) \
    X("Focal_Soft_a0p25_g2_ValueLossesGradientWeights", FocalFloat) \
    X("Focal_Soft_off_g2p3_ValueLossesGradient", FocalPower) \
    X("Focal_byte_a0p25_g2_ValueGradient", FocalBytes) \
    X("Focal_double", FocalDouble) \
    X("BinaryCrossEntropy", Entropy) \
    X("SmoothL1_accumulated", SmoothL1) \
    X("Ciou", BoxFloat) \
    X("Ciou_double", BoxDouble) \
    X("Rows_any_ValueLossesGradientWeights", RowAny) \
    X("Rows_80_ValueLossesGradientWeights", RowFixed)

#define DECLARE(name, method) Kernel Kernels_LossGen_Arm64_Exports__##method;
KERNELS(DECLARE)

#define ROW(name, method) { name, Kernels_LossGen_Arm64_Exports__##method },
static const struct { const char *name; Kernel *kernel; } kernels[] = { KERNELS(ROW) };
enum { COUNT = sizeof kernels / sizeof *kernels };

// What methods with memory on the stack compare before they return. .NET's runtime has it, which is not here.
void *__security_cookie = (void *)0x5bd1e995;

// With what large structs are cleared and copied.
void RhSpanHelpers_MemZero(void *to, size_t size) { memset(to, 0, size); }
void RhSpanHelpers_MemCopy(void *to, const void *from, size_t size) { memmove(to, from, size); }

static void read_bytes(void *to, size_t size)
{
    if (size > 0 && fread(to, 1, size, stdin) != size)
    {
        fputs("The inputs end too early.\n", stderr);
        exit(1);
    }
}

static int32_t read_int(void)
{
    int32_t value;
    read_bytes(&value, sizeof value);
    return value;
}

static unsigned char *read_array(int32_t *size)
{
    *size = read_int();
    unsigned char *array = malloc(*size + 1);
    read_bytes(array, *size);
    return array;
}

// FNV-1a over numbers; any NaN is the same NaN.
static uint64_t hashed(uint64_t hash, const unsigned char *numbers, int32_t size, int32_t real)
{
    for (int32_t i = 0; i < size; i += real)
    {
        unsigned char number[8] = { 0 };
        memcpy(number, numbers + i, real);
        float single;
        double value;
        memcpy(&single, number, sizeof single);
        memcpy(&value, number, sizeof value);
        if (real == 4 ? single != single : value != value)
        {
            uint64_t bits = real == 4 ? 0x7fc00000 : 0x7ff8000000000000;
            memcpy(number, &bits, real);
        }

        for (int32_t b = 0; b < real; b++)
        {
            hash = (hash ^ number[b]) * 1099511628211u;
        }
    }

    return hash;
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    double normalizer, scale;
    read_bytes(&normalizer, sizeof normalizer);
    read_bytes(&scale, sizeof scale);
    int found = 0, wrong = 0;
    for (int32_t n = read_int(); n > 0; n--)
    {
        unsigned char length;
        char name[256] = { 0 };
        read_bytes(&length, 1);
        read_bytes(name, length);
        int32_t real = read_int(), has_target_gradient = read_int();
        uint64_t expected, hash = 14695981039346656037u;
        read_bytes(&expected, sizeof expected);

        Kernel *kernel = NULL;
        for (int k = 0; k < COUNT; k++)
        {
            kernel = strcmp(kernels[k].name, name) == 0 ? kernels[k].kernel : kernel;
        }

        for (int32_t runs = read_int(); runs > 0; runs--)
        {
            int32_t size, targets_size, weights_size, gradient_size;
            unsigned char *p = read_array(&size), *t = read_array(&targets_size), *w = read_array(&weights_size), *g = read_array(&gradient_size);
            unsigned char *l = calloc(weights_size + 1, 1), *h = malloc(gradient_size + 1);
            memcpy(h, g, gradient_size);
            if (kernel)
            {
                unsigned char value[8];
                double result = kernel(p, t, w, l, g, h, weights_size / real, size / real, normalizer, scale);
                float narrow = (float)result;
                memcpy(value, real == 4 ? (void *)&narrow : (void *)&result, real);
                hash = hashed(hash, value, real, real);
                hash = hashed(hash, l, weights_size, real);
                hash = hashed(hash, g, gradient_size, real);
                hash = has_target_gradient ? hashed(hash, h, gradient_size, real) : hash;
            }

            free(p), free(t), free(w), free(g), free(l), free(h);
        }

        if (kernel)
        {
            found++;
            wrong += hash != expected;
            printf("%-48s %016llx  %s\n", name, (unsigned long long)hash, hash == expected ? "same" : "DIFFERS");
        }
    }

    printf("%d kernels, %d differ\n", found, wrong);
    if (found != COUNT)
    {
        fprintf(stderr, "The inputs lack %d kernels.\n", COUNT - found);
    }

    return wrong != 0 || found != COUNT;
}
