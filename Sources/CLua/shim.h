// The system's Lua 5.4. Macros that Swift cannot see are wrapped in CLuaBridge.
#pragma once
#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>
