# The smallest worker there is: what a request costs by itself.

title="Hello"
question="A worker that answers \`hello\`, through \`edgewise dev\` with its request log on and written to a file. The others write no log. edgewise, workerd and deno run the same file; node runs its own \`http\` server."
servers=(edgewise workerd deno node)
path=/

command_edgewise() {
  words=("$root/edgewise" dev "$bench/hello" --port "$1" --log "$results/request.log")
}

command_workerd() {
  words=("$workerd_binary" serve "$bench/hello/workerd.capnp" --socket-addr "http=127.0.0.1:$1")
}

command_deno() {
  words=("$deno_binary" serve --no-config --host 127.0.0.1 --port "$1" "$bench/hello/worker.js")
}

command_node() {
  words=("$node_binary" "$bench/hello/node.mjs" "$1")
}
