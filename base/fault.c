// SPDX-License-Identifier: Apache-2.0
#include "fault.h"

const char *qg_fault_text(enum qg_fault fault) {
    switch (fault) {
    case QG_OK:
        return "no fault";
    case QG_FAULT_MEMORY:
        return "out of memory";
    case QG_FAULT_READ:
        return "cannot read";
    case QG_FAULT_WRITE:
        return "cannot write";
    case QG_FAULT_LIMIT:
        return "too large";
    case QG_FAULT_BUG:
        break;
    }
    return "internal error";
}
