// SPDX-License-Identifier: Apache-2.0
//
// Faults: trouble with the machine, or a bug of ours. They travel as plain return values, because
// a fault has no place in a policy text (that is a diagnostic, diag.h) and says nothing about a
// record (that is a finding). Whoever can name the file or the errno behind a fault adds it when
// the fault is shown; the enum only says which kind of trouble it was.
#ifndef QG_FAULT_H
#define QG_FAULT_H

enum qg_fault {
    QG_OK = 0,
    QG_FAULT_MEMORY, // an allocation was refused
    QG_FAULT_READ,   // an input could not be read; errno says why
    QG_FAULT_WRITE,  // an output could not be written; errno says why
    QG_FAULT_LIMIT,  // an input is larger than a documented limit
    QG_FAULT_BUG,    // a state that this program promised itself never to reach
};

// A short phrase in lower case, never NULL; static storage.
const char *qg_fault_text(enum qg_fault fault);

#endif
