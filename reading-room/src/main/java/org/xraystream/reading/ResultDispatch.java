package org.xraystream.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.xraystream.reading.ResultFeed.Announcement;

/**
 * Passes what the feed heard to those who wait for one image and to those who follow all. Of an image that is drawn for
 * the audit sample it passes that there is a diagnosis, and not which: whoever may see it can ask for it.
 */
final class ResultDispatch implements ResultFeed.Listener {
    private final Waiters waiters;
    private final Followers followers;
    private final AuditSample sample;
    private final ObjectMapper json;

    ResultDispatch(Waiters waiters, Followers followers, AuditSample sample, ObjectMapper json) {
        this.waiters = waiters;
        this.followers = followers;
        this.sample = sample;
        this.json = json;
    }

    @Override
    public void onResult(Announcement announcement) {
        if (!"correction".equals(announcement.type())) {
            waiters.wake(announcement.imageId());
        }
        followers.publish(announcement.type(), body(announcement));
    }

    private String body(Announcement announcement) {
        if (!"diagnosis".equals(announcement.type()) || !sample.draws(announcement.imageId())) {
            return announcement.body();
        }
        return json.createObjectNode()
                .put("type", announcement.type())
                .put("imageId", announcement.imageId())
                .toString();
    }

    @Override
    public void onGap() {
        waiters.wakeAll();
        followers.publish("gap", "{}");
    }
}
