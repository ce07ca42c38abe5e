// SPDX-License-Identifier: Apache-2.0
//
// The second engine: the same records by way of jansson's tree. It is slow and shares with the
// first one the schema's tables and the wording of findings, but neither its parser nor its way
// through the record; two engines that agree are the best test of either.
//
// Positions of findings are found again from their pointers. Whether a text is JSON at all is
// jansson's own answer; where it refuses one, the other engine's grammar is asked for the first
// byte that is wrong. Of a record with more findings than QG_DATA_LIMIT the two keep different
// ones, since they meet them in a different order.
#ifndef QG_DECODE_JANSSON_H
#define QG_DECODE_JANSSON_H

#include "decode.h"

// As qg_decode.
enum qg_fault qg_decode_jansson(struct qg_decoder *decoder, struct qg_str text, int32_t type,
                                struct qg_record *record, struct qg_data_list *data,
                                enum qg_decoded *out);

#endif
