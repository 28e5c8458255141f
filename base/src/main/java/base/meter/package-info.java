/// What an invocation used and how it ended. Start reading at [base.meter.MeterRecord].
@NullMarked
package base.meter;

import org.jspecify.annotations.NullMarked;
