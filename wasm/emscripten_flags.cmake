# Every flag of the WebAssembly builds, with its reason. Read by CMakeLists.txt when Emscripten compiles.

if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.60 OR NOT EMSCRIPTEN_VERSION VERSION_LESS 4)
  message(FATAL_ERROR "em++ ${EMSCRIPTEN_VERSION}: 3.1.60 or newer, below 4, is needed (scripts/setup-toolchain.sh)")
endif()

add_compile_options(
  -msimd128         # WebAssembly SIMD: every engine since 2021-2023
  -msse4.2          # and Intel's names for it, which our code and simdjson are written in
  -mbulk-memory -msign-ext -mnontrapping-fptoint # every engine with SIMD has these
)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_compile_options(-fwasm-exceptions)  # Catch2 needs them
  add_link_options(-fwasm-exceptions)
else()
  add_compile_options(
    -Oz             # 40 % smaller than -O3; what must be fast is inlined by hand (block_masks.h)
    -flto           # ours and the C++ library's as one program: a tenth smaller, and quicker than -O2 without
    -fno-exceptions # a tenth of the module: see guarded() in bindings.cpp for what happens without
  )
endif()

# The module that JavaScript loads.
#
# It must be possible to make an instance without waiting: when one traps in the middle of a synchronous call, the next
# call gets a new one. So the engine compiles the bytes to a WebAssembly.Module once, asynchronously, and hands that to
#
#   createCore({ instantiateWasm(imports, receive) {
#     const instance = new WebAssembly.Instance(module, imports); receive(instance); return instance.exports; } })
#
# which returns the finished module object, no promise. Four things together give that: WASM_ASYNC_COMPILATION=0 (else
# the result is a promise), ENVIRONMENT without "node" (else the factory is an async function, because it imports
# node:module; nothing is lost, as all that the environments differ in is how they load bytes), instantiateWasm among the
# incoming names, and an em++ below 4 (there every factory is async, and instantiateWasm is waited for).
#
# The hook must not throw: the glue would print that and reject a promise nobody holds. Catch inside, remember, return {};
# the factory then returns an object without our functions, and the engine throws what it remembered. Chromium's limit on
# synchronous work on the main thread is about compiling, and that is done by then.
function(hunkwise_module_flags target)
  target_compile_definitions(${target} PRIVATE
    EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0) # embind without RTTI; an unbound type is then named by its id
  # Behind our own files, which have what they need of it (embind_types.cpp): the rest stays out.
  target_link_libraries(${target} PRIVATE -lembind)
  target_link_options(${target} PRIVATE
    -fno-rtti                              # picks the embind library that identifies types as our objects do
    -sMODULARIZE=1                         # a factory: as many instances as asked for, nothing global
    -sEXPORT_ES6=1                         # import, not require
    -sUSE_ES6_IMPORT_META=0                # core.wasm's address is the engine's business; an address here would make
                                           # bundlers emit the file for the inline entry, too
    -sENVIRONMENT=web,worker               # see above; runs in Node as well
    -sWASM_ASYNC_COMPILATION=0             # see above
    -sINCOMING_MODULE_JS_API=instantiateWasm # the one thing a caller may pass in; drops the code for the others
    -sEXPORTED_RUNTIME_METHODS=HEAPU8      # the bytes; newer Emscripten exports no view that is not named
    -sDYNAMIC_EXECUTION=0                  # no eval, no new Function: pages with a strict CSP
    -sFILESYSTEM=0                         # nothing reads files
    -sALLOW_MEMORY_GROWTH=1                # documents differ a thousandfold in size
    -sINITIAL_MEMORY=1MB                   # two arenas of a window each, and the stack; answers with many files take up to 2 MB
    -sMAXIMUM_MEMORY=2GB                   # above it pointers turn negative in JavaScript; our ceiling is below
    -sABORTING_MALLOC=0                    # a refused allocation throws std::bad_alloc
    -sMALLOC=emmalloc                      # few, large allocations: the small allocator is enough
    -sSTACK_SIZE=256KB                     # nothing recurses over input; dtl and simdjson keep their state on the heap
  )
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    # Without ASSERTIONS: they refuse to run where ENVIRONMENT does not name Node.
    target_link_options(${target} PRIVATE -sSAFE_HEAP=1 -sSTACK_OVERFLOW_CHECK=2 -sASSERTIONS=0)
  else()
    target_link_options(${target} PRIVATE -Oz -flto -sASSERTIONS=0) # no text for aborts: errors are statuses
    # Shortens the glue from 7.0 to 4.5 KB (brotli). Without the npm package the build is the same, only larger.
    find_program(HUNKWISE_CLOSURE compiler NO_DEFAULT_PATH PATHS
      "${CMAKE_SOURCE_DIR}/node_modules/google-closure-compiler-linux"
      "${CMAKE_SOURCE_DIR}/node_modules/google-closure-compiler-linux-arm64"
      "${CMAKE_SOURCE_DIR}/node_modules/google-closure-compiler-macos")
    if(HUNKWISE_CLOSURE)
      target_link_options(${target} PRIVATE --closure=1)
      set_property(TARGET ${target} PROPERTY RULE_LAUNCH_LINK
        "${CMAKE_COMMAND} -E env EM_CLOSURE_COMPILER=${HUNKWISE_CLOSURE}")
    endif()
  endif()
endfunction()

# Test and benchmark programs, run by Node from the command line.
function(hunkwise_node_program_flags target)
  target_link_options(${target} PRIVATE
    -sENVIRONMENT=node
    -sNODERAWFS=1                  # real files, so that a corpus can be read
    -sEXIT_RUNTIME=1               # the exit code of main() becomes Node's
    -sALLOW_MEMORY_GROWTH=1
    -sINITIAL_MEMORY=64MB
    -sMAXIMUM_MEMORY=4GB
    -sABORTING_MALLOC=0            # as in the module, so that tests see std::bad_alloc
    -sSTACK_SIZE=1MB               # Catch2 needs more than the core does
  )
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_link_options(${target} PRIVATE
      -sSAFE_HEAP=1                # every load and store inside the heap and not null
      -sSTACK_OVERFLOW_CHECK=2     # the stack's end is checked at every call
      -sASSERTIONS=2)
  else()
    target_link_options(${target} PRIVATE -O3)
  endif()
endfunction()
