// Two scripts share one global scope; the second finds this one's function there.
function twice(number) {
  return 2 * number;
}
