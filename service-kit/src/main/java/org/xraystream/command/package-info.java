/** What every command of the launcher does alike: exit codes, one-sentence errors and machine-readable results. */
package org.xraystream.command;
