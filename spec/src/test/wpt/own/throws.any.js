test(() => assert_true(true), "what was before the exception counts");
throw new RangeError("on purpose");
