package org.xraystream.reading;

import org.xraystream.reading.ResultFeed.Announcement;

/** Passes what the feed heard to those who wait for one image and to those who follow all. */
final class ResultDispatch implements ResultFeed.Listener {
    private final Waiters waiters;
    private final Followers followers;

    ResultDispatch(Waiters waiters, Followers followers) {
        this.waiters = waiters;
        this.followers = followers;
    }

    @Override
    public void onResult(Announcement announcement) {
        if (!"correction".equals(announcement.type())) {
            waiters.wake(announcement.imageId());
        }
        followers.publish(announcement.type(), announcement.body());
    }

    @Override
    public void onGap() {
        waiters.wakeAll();
        followers.publish("gap", "{}");
    }
}
