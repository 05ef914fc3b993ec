/**
 * What every service needs, once: validated settings, the start of a process, health and metrics over HTTP, problem
 * documents, the object store, Kafka clients, the database pool, trace context and pseudonyms. Contains no logic of any
 * one service and knows no topic by name.
 */
package org.xraystream.service;
