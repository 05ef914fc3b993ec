/**
 * Which model version has which role. Comes in: {@code xray.models}, in which the last word on each version counts, and
 * packages in the object store. Goes out: the roles as they are, packages that are what was announced, and
 * announcements, several at once or none. It never decides which model should have a role.
 */
package org.xraystream.registry;
