package org.xraystream.reading;

import java.util.List;

/**
 * A page of the work list.
 *
 * @param next cursor of the next page; null on the last
 */
record WorkList(List<Reading> items, String next, String notice) {}
