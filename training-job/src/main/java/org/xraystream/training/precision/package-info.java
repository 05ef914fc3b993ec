/** What a finished model may be computed in: how much its answers change with the number format. */
package org.xraystream.training.precision;
