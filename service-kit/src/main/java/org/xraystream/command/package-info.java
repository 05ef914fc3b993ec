/**
 * What every command of the launcher does alike: exit codes, one-sentence errors, machine-readable results, and how the
 * stack is found.
 */
package org.xraystream.command;
