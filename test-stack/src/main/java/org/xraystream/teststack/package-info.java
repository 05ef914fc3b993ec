/**
 * The servers that integration tests run on: the embedded ones of {@code local-stack}, or containers of the images that
 * {@code .env} names, so that the same tests hold for both.
 *
 * <p>In comes which servers a test needs and of which kind; out come the same endpoints and settings for either kind.
 * It must never be needed at run time, pull an image, or leave a container behind.
 */
package org.xraystream.teststack;
