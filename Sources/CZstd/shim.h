// The system's Zstandard.
#pragma once
#include <zstd.h>
