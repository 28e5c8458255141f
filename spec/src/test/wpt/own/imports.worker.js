importScripts("/resources/testharness.js");
importScripts("resources/helper.js");

undeclared = twice(1);
test(() => assert_equals(undeclared, 2), "a script of importScripts came before");
done();
