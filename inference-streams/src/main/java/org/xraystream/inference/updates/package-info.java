/**
 * Which model serves: follows {@code xray.models}, fetches and checks the packages that it names, and hands them over.
 * What an announcement names and cannot be used leaves the model before it serving. Knows nothing of images.
 */
package org.xraystream.inference.updates;
