/** The lazy parts of the prelude (see door.ts): a script of its own; each is run when it is first asked for. */
declare const require: (path: string) => any;

/** A module that runs once, when it is first asked for. */
function lazily<T>(run: () => T): () => T {
  let module: T | undefined;
  return () => (module ??= run());
}

export const connect = lazily<typeof import("../runtime/connect")>(() => require("../runtime/connect"));
export const copy = lazily<typeof import("../web/clone/copy")>(() => require("../web/clone/copy"));
export const filereader = lazily<typeof import("../web/file/filereader")>(() => require("../web/file/filereader"));
export const format = lazily<typeof import("../web/console/format")>(() => require("../web/console/format"));
export const idna = lazily<typeof import("../web/url/idna")>(() => require("../web/url/idna"));
export const inspect = lazily<typeof import("../web/console/inspect")>(() => require("../web/console/inspect"));
export const labels = lazily<typeof import("../web/encoding/labels")>(() => require("../web/encoding/labels"));
export const legacy = lazily<typeof import("../web/encoding/legacy")>(() => require("../web/encoding/legacy"));
export const multipart = lazily<typeof import("../web/body/multipart")>(() => require("../web/body/multipart"));
export const nodecrypto = lazily<typeof import("../runtime/nodecrypto")>(() => require("../runtime/nodecrypto"));
export const observer = lazily<typeof import("../web/observer")>(() => require("../web/observer"));
export const pipe = lazily<typeof import("../web/streams/pipe")>(() => require("../web/streams/pipe"));
export const progressevent = lazily<typeof import("../web/file/progressevent")>(() => require("../web/file/progressevent"));
export const subtle = lazily<typeof import("../web/crypto/work")>(() => require("../web/crypto/work"));
export const table = lazily<typeof import("../web/console/table")>(() => require("../web/console/table"));
export const tcp = lazily<typeof import("../runtime/tcp")>(() => require("../runtime/tcp"));
export const tee = lazily<typeof import("../web/streams/tee")>(() => require("../web/streams/tee"));
export const urlpattern = lazily<typeof import("../web/urlpattern/matching")>(
  () => require("../web/urlpattern/matching"),
);

export type Parts = typeof import("./main");
