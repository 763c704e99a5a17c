# How every target of Paretoscope is made: warnings, sanitizers, precompiled headers, include root.
find_package(Threads REQUIRED)

add_library(pscope_options INTERFACE)
target_compile_options(pscope_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(PSCOPE_WERROR)
  target_compile_options(pscope_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # gcc 12 reports false positives of these from std::string and std::variant when optimising (GCC PR 105562, 105329, 105651).
  target_compile_options(pscope_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized -Wno-array-bounds
                         -Wno-stringop-overflow -Wno-free-nonheap-object)
endif()

if(PSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${PSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PSCOPE_SANITIZE})
  if(PSCOPE_SANITIZE_LESS)
    # Checks that AddressSanitizer makes too, or that this machine forgives: a quarter of the time of compiling.
    add_compile_options(-fno-sanitize=null,alignment,vptr,object-size,nonnull-attribute,returns-nonnull-attribute)
  endif()
endif()

# pscope_quick_to_compile(target) : code that hardly computes itself is not optimised under sanitizers.
function(pscope_quick_to_compile target)
  if(PSCOPE_SANITIZE AND CMAKE_BUILD_TYPE STREQUAL "None")
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()

if(PSCOPE_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)  # coverage of everything that a fuzzer may reach
endif()

# pscope_library(name SOURCES a.cpp... [PUBLIC targets...] [PRIVATE targets...]) : static library pscope::<name>.
# Headers are included from the root of the project ("core/pareto/front.h").
function(pscope_library name)
  cmake_parse_arguments(A "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(pscope_${name} STATIC ${A_SOURCES})
  add_library(pscope::${name} ALIAS pscope_${name})
  target_include_directories(pscope_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(pscope_${name} PUBLIC ${A_PUBLIC} PRIVATE ${A_PRIVATE} pscope_options)
endfunction()

# pscope_program(name SOURCES ... PRIVATE targets...) : executable in <build>/bin.
function(pscope_program name)
  cmake_parse_arguments(A "" "" "SOURCES;PRIVATE" ${ARGN})
  add_executable(${name} ${A_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${A_PRIVATE} pscope_options)
endfunction()

# pscope_pch(target headers...) : precompiled headers, unless switched off.
function(pscope_pch target)
  if(PSCOPE_PCH)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()
