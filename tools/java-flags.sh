# Sourced by ./edgewise and tools/train-aot: the flags and the class path that the node runs with. Both
# must agree on every one, as the AOT cache holds for exactly these. Expects `home`, the built tree.

jars=("$home"/lib/*.jar)
java_flags=(
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  # One node does little in Java at once; this collector starts fastest and takes the least memory.
  -XX:+UseSerialGC
  -XX:+UseCompactObjectHeaders
  # Without these the young generation is a part of the machine's memory, and all of it is touched in
  # time; measured, a larger one made no request cheaper.
  -Xms36m
  -Xmn20m
  # What compiling took is given back to the system now and then.
  -XX:+UnlockExperimentalVMOptions
  -XX:TrimNativeHeapInterval=10000
  # Sampling buffers for leaks costs a per cent; the tests of edge run with it at its strictest.
  -Dio.netty.leakDetection.level=disabled
  # Netty looks through the network interfaces for a name that nothing here asks for, and complains
  # where there are none.
  -Dio.netty.machineId=02:00:00:00:00:01
  "-Dedgewise.home=$home"
  -cp "$(IFS=:; echo "${jars[*]}")"
)
