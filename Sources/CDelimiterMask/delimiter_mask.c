// The code stands in the header, so that it is inlined; a C target needs a file to compile.
#include "CDelimiterMask.h"
