/**
 * What people and programs ask for: readings, the work list, pictures, FHIR reports, models, a stream of new results,
 * and the radiologists' page. In come the tables that results-sink writes, their notifications and the object store;
 * out go HTTP answers and, as the one event of this service, {@code xray.corrections}. Never writes a table, never
 * shows a result without the notice that it is not for diagnostic use, never lets a reader's name through.
 */
package org.xraystream.reading;
