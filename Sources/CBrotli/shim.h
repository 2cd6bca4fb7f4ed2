// The system's decoder for Brotli.
#pragma once
#include <brotli/decode.h>
