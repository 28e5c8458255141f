/// Parts of files on their way out: sent by the kernel, or read in pieces where it cannot. Start
/// reading at [edge.file.FilePart].
@NullMarked
package edge.file;

import org.jspecify.annotations.NullMarked;
