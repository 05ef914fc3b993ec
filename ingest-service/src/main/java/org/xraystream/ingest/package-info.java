/**
 * The write edge: a radiograph comes in over HTTP, is checked, stored in the object store and announced on
 * {@code xray.images}; identities are replaced by pseudonyms. Never decodes pixels and keeps no state: 202 means that
 * the bytes are stored and the event is acknowledged.
 */
package org.xraystream.ingest;
