# A bar chart as SVG, readable on light and dark pages.

draw_chart() {
  awk -F'\t' -v title="$title: requests per second, one core" '
    function commas(n,    text) {
      text = sprintf("%d", n)
      while (text ~ /[0-9][0-9][0-9][0-9]($|,)/) sub(/[0-9][0-9][0-9]($|,)/, ",&", text)
      return text
    }
    { name[NR] = $1; rate[NR] = $2; if ($2 > most) most = $2 }
    END {
      height = 52 + NR * 34
      printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"%d\" viewBox=\"0 0 640 %d\" role=\"img\" aria-label=\"%s\">\n", height, height, title
      print "<style>"
      print "  text { font: 14px system-ui, sans-serif; fill: #1f2328 }"
      print "  .title { font-weight: 600 } .bar { fill: #8c959f } .own { fill: #0969da }"
      print "  @media (prefers-color-scheme: dark) {"
      print "    text { fill: #e6edf3 } .bar { fill: #6e7681 } .own { fill: #4493f8 }"
      print "  }"
      print "</style>"
      printf "<text class=\"title\" x=\"8\" y=\"24\">%s</text>\n", title
      for (i = 1; i <= NR; i++) {
        y = 40 + (i - 1) * 34
        width = most ? rate[i] / most * 430 : 0
        printf "<text x=\"8\" y=\"%d\">%s</text>\n", y + 18, name[i]
        printf "<rect class=\"%s\" x=\"100\" y=\"%d\" width=\"%.1f\" height=\"24\" rx=\"3\"/>\n", (name[i] == "edgewise" ? "own" : "bar"), y, width
        printf "<text x=\"%.1f\" y=\"%d\">%s</text>\n", 100 + width + 8, y + 18, commas(rate[i])
      }
      print "</svg>"
    }' "$results/medians.tsv" >"$1"
}
