/**
 * {@code ./xraystream bench} ({@link org.xraystream.benchmarks.Bench}), and programs that time single parts, each with
 * {@code --help}, some beside a peer in {@code peers/}. Load goes to the loopback interface only and stops by itself.
 */
package org.xraystream.benchmarks;
