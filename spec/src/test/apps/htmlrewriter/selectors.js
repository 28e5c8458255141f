/** Selectors that are taken, and texts that are none of ours. */
export const selectors = [
  "*", "p", "P", "p:nth-child(2)", "li:nth-child(2n+1)", "li:nth-child(odd)", "li:nth-child(even)",
  ":nth-child(-n+2)", "li:first-child", "li:nth-of-type(3)", "li:first-of-type", "p:not(:first-child)",
  ":not(p)", ".a", ".a.b", "#one", "#a p", "p#one.x", "[href]", "[lang=en]", "[lang='EN' i]", "[lang=EN s]",
  "[data-x~=two]", "[lang^=en]", "[lang$=US]", "[lang*=gl]", "[lang|=en]", "[data-x~='']", "[lang^='']", "div p",
  "div > p", "#a > p", "div div p", "div > section > p", "a, area", "p:not(.a, #one)", "ul > li.a", "svg *",
  "div > * > p", "body p b", "[ HREF ]", "[href='/a' ]", "CUSTOM-EL", "[attr=V]", "[class=a]", "[class=A]", ".A", "#Main", "#main",
  "p:nth-child( 2n - 1 )", "li:nth-of-type(2n)", ":not([lang])", "p\\:x", "li:nth-child(0)", "svg|p", "*|p", "linearGradient",
];

export const badSelectors = [
  "", " ", "p >", "> p", "p + b", "p ~ b", "p::before", "p:hover", ":nth-child(x)", ":nth-last-child(1)", ":empty", ":root",
  ":has(b)", ":is(p)", ":where(p)", "p:last-child", ":only-child", "[a=]", "[a", "a b,", "..a", "#", "1a", "p:not()", ":not(p b)",
  ":not(:not(p))", "p:nth-child(2 of .a)", "[a!=b]", ":lang(en)", "p{", "*p", "@", "&", "p & b", ":scope", ":host", "p||b", "a|b", "[x|y]", ":checked",
];

/** Programs: name, the documents that they run over (all when none are told), and what they do. */
