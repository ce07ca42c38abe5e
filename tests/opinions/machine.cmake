# SPDX-License-Identifier: Apache-2.0
#
# A toolchain for a machine that this one is not: clang makes its code, Debian's packages for it lie
# below build-opinions/ (`machines`), and `on` runs what comes of it. QG_MACHINE names the machine.
# Clang, because one clang makes code for all machines, where each gcc is one more package, and some
# of those exclude each other.

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR "${QG_MACHINE}")
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES QG_MACHINE)
set(CMAKE_C_COMPILER clang)
set(CMAKE_C_COMPILER_TARGET "${QG_MACHINE}-linux-gnu")
set(CMAKE_CROSSCOMPILING_EMULATOR "${CMAKE_CURRENT_LIST_DIR}/on;${QG_MACHINE}")

cmake_path(SET root NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../../build-opinions/root-${QG_MACHINE}")
set(CMAKE_SYSROOT "${root}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(ENV{PKG_CONFIG_SYSROOT_DIR} "${root}")
set(ENV{PKG_CONFIG_LIBDIR}
    "${root}/usr/lib/${QG_MACHINE}-linux-gnu/pkgconfig:${root}/usr/share/pkgconfig")
