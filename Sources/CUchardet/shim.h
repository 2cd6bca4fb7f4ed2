// The system's uchardet: which encoding bytes are probably in.
#pragma once
#include <uchardet.h>
