test(() => assert_equals(1, 2, "on purpose"), "a failure is told as such");
test(() => assert_true(true), "what passes beside it counts");
