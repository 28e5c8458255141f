/// What developers write into `_headers` and `_redirects`, Workers' files of rules for assets.
///
/// Start reading at [edge.assets.rule.RedirectRules] and [edge.assets.rule.HeaderRules].
@NullMarked
package edge.assets.rule;

import org.jspecify.annotations.NullMarked;
