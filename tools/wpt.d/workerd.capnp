# A test in workerd: the same modules, the network of this machine, the certificate of the suite's server.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .test),
    (name = "internet", network = (
      allow = ["public", "private"],
      tlsOptions = (trustedCertificates = [embed "certificate.pem"]),
    )),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const test :Workerd.Worker = (
  modules = [
    (name = "index.js", esModule = embed "index.js"),
    (name = "prologue.js", esModule = embed "prologue.js"),
    (name = "frame.js", esModule = embed "frame.js"),
    (name = "about.js", esModule = embed "about.js"),
    (name = "test.js", esModule = embed "test.js"),
  ],
  compatibilityDate = "2026-11-01",
);
