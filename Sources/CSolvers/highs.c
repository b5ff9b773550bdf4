#include "CSolvers.h"
