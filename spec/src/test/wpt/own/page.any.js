// META: global=window
test(() => assert_unreached(), "a test for pages alone is not run");
