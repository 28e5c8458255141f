// META: script=resources/helper.js
// META: variant=?one
// META: variant=?two

test(() => {
  assert_equals(globalThis.twice(21), twice(21));
  assert_equals(twice(21), 42);
}, "a script of META came before");

test(() => {
  assert_in_array(location.search, ["?one", "?two"]);
}, "the variant stands in the address");

promise_test(async () => {
  const response = await fetch("resources/helper.js");
  assert_true((await response.text()).includes("function twice"));
}, "a relative address is one of the suite's server");
