# SPDX-License-Identifier: Apache-2.0
#
# The generator of certification dossiers; it links nothing of the library on purpose.
set(QG_GENERATE_SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/generate.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_certification.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_damage_after.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_damage_before.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_damage_tools.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_date.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_defects.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_dossier.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_names.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_random.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_shapes.c
    ${CMAKE_CURRENT_LIST_DIR}/generate_writer.c)
