/**
 * One command for everything a person does. Composes the embedded infrastructure and the services into one process
 * ({@link org.xraystream.launcher.LocalStack}), pushes images as a modality would, and passes training commands on.
 * Contains no logic that a service needs.
 */
package org.xraystream.launcher;
